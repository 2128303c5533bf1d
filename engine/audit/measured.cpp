#include "engine/audit/measured.h"

#include "engine/ingest/csv.h"

#include <charconv>
#include <sstream>

namespace obverse {

namespace {

constexpr std::string_view head = "finding,version,hits,raised,texts\n";

bool read_count(const std::string& text, std::size_t& count) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

MeasuredFindings read_measured(std::string_view csv) {
    MeasuredFindings findings;
    std::istringstream stream{std::string(csv)};
    CsvReader reader(stream);
    reader.next();
    while (const auto row = reader.next()) {
        if (row->problem || row->cells.size() != 5) continue;
        Measured one{row->cells[1].text, 0, 0, row->cells[4].text};
        const bool is_read =
            read_count(row->cells[2].text, one.hits) && read_count(row->cells[3].text, one.raised);
        if (is_read) findings[row->cells[0].text] = std::move(one);
    }
    return findings;
}

std::string write_measured(const MeasuredFindings& findings) {
    std::string csv(head);
    for (const auto& [name, one] : findings) {
        csv += name + ',' + one.version + ',' + std::to_string(one.hits) + ',' +
               std::to_string(one.raised) + ',' + one.texts + '\n';
    }
    return csv;
}

}  // namespace obverse
