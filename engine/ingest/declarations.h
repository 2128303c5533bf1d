#pragma once

#include "engine/ingest/gather.h"
#include "engine/ingest/rejections.h"
#include "engine/model/import.h"

#include <map>
#include <string>
#include <vector>

namespace obverse {

/// A declaration that names other things: it is applied once everything is declared that it may
/// name.
struct Declaration {
    struct Text {
        std::string text;
        Spot spot;
    };
    ImportEntity::Shape shape = ImportEntity::Shape::alias;
    Text subject;
    std::vector<Text> objects;
    Text date;
    RowKey row;
};

/// Names first, then speakers, then sources. What cannot be applied rejects its row.
void apply(const std::vector<Declaration>& declarations, Gathering& gathering,
           Rejections& rejections);

}  // namespace obverse
