#include "engine/base/diagnostic.h"

#include <algorithm>
#include <tuple>

namespace obverse {

namespace {

auto order_key(const Diagnostic& d) {
    const Span span = d.primary ? d.primary->span : Span{};
    const FilePlace place = d.place.value_or(FilePlace{});
    return std::make_tuple(d.place.has_value(), place.path, place.line, place.column, span, d.code,
                           d.message);
}

}  // namespace

bool Diagnostics::has_errors() const {
    return error_count() != 0;
}

std::size_t Diagnostics::error_count() const {
    return static_cast<std::size_t>(std::count_if(
        list_.begin(), list_.end(), [](const auto& d) { return d.severity() == Severity::error; }));
}

void Diagnostics::sort() {
    std::stable_sort(list_.begin(), list_.end(),
                     [](const auto& a, const auto& b) { return order_key(a) < order_key(b); });
    const auto last = std::unique(list_.begin(), list_.end(), [](const auto& a, const auto& b) {
        return order_key(a) == order_key(b);
    });
    list_.erase(last, list_.end());
}

void Diagnostics::append(const Diagnostics& other) {
    list_.insert(list_.end(), other.list_.begin(), other.list_.end());
}

}  // namespace obverse
