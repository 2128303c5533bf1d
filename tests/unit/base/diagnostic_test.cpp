#include "engine/base/diagnostic.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace obverse;

TEST_CASE("diagnostic codes: names are unique, kebab-case and found again") {
    std::set<std::string_view> names;
    for (const Code code : all_codes()) {
        CHECK(names.insert(name_of(code)).second);
        CHECK(name_of(code).find('_') == std::string_view::npos);
        CHECK(code_named(name_of(code)) == code);
        CHECK_FALSE(title_of(code).empty());
    }
    CHECK_FALSE(code_named("no-such-code").has_value());
}

TEST_CASE("diagnostics: warnings are not errors") {
    Diagnostics list;
    list.report({.code = Code::missing_citation, .message = "rule `r` cites nothing"});
    CHECK_FALSE(list.has_errors());
    list.report({.code = Code::unknown_kind, .message = "no kind is called `Stat`"});
    CHECK(list.error_count() == 1);
}

TEST_CASE("diagnostics: sorting follows the text and drops repetitions") {
    Diagnostics list;
    const Label late{Span{SourceId{0}, 9, 10}, "here"};
    const Label early{Span{SourceId{0}, 2, 3}, "here"};
    list.report({.code = Code::unknown_kind, .message = "b", .primary = late});
    list.report({.code = Code::unknown_kind, .message = "a", .primary = early});
    list.report({.code = Code::unknown_kind, .message = "b", .primary = late});
    list.sort();
    REQUIRE(list.list().size() == 2);
    CHECK(list.list().front().message == "a");
}
