#include "engine/render/verdict_text.h"

namespace obverse {

std::string verdict_word(Verdict verdict, const Paint& paint) {
    switch (verdict) {
        case Verdict::supported:
            return paint.green("supported");
        case Verdict::refuted:
            return paint.red("refuted");
        case Verdict::contested:
            return paint.yellow("contested");
        case Verdict::undetermined:
            return paint.cyan("undetermined");
        case Verdict::outside:
            break;
    }
    return paint.bold("outside this lens");
}

std::string_view verdict_meaning(Verdict verdict) {
    switch (verdict) {
        case Verdict::supported:
            return "it holds, however the disputes are settled";
        case Verdict::refuted:
            return "it does not hold, however the disputes are settled";
        case Verdict::contested:
            return "whether it holds depends on whose word is right";
        case Verdict::undetermined:
            return "the record does not say enough";
        case Verdict::outside:
            break;
    }
    return "it does not decide this";
}

int rank_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::supported:
            return 0;
        case Verdict::contested:
            return 1;
        case Verdict::undetermined:
            return 2;
        case Verdict::refuted:
            return 3;
        case Verdict::outside:
            break;
    }
    return 4;
}

}  // namespace obverse
