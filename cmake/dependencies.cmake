# Everything comes from the system; nothing is fetched. Why each: docs/dependencies.md.
find_package(Boost 1.74 REQUIRED)                                          # Boost::headers
find_package(SQLite3 3.40 REQUIRED)                                        # SQLite::SQLite3
find_package(fmt 9 REQUIRED)                                               # fmt::fmt
find_package(ICU 67 REQUIRED COMPONENTS uc)                                # ICU::uc
find_package(LibXml2 2.9 REQUIRED)                                         # LibXml2::LibXml2
find_package(CLI11 2.1 REQUIRED)                                           # CLI11::CLI11
obverse_system_library(re2::re2 HEADER re2/re2.h LIBRARY re2 PACKAGE libre2-dev)
obverse_system_library(xxHash::xxhash HEADER xxhash.h LIBRARY xxhash PACKAGE libxxhash-dev)
obverse_system_library(RapidJSON::RapidJSON HEADER rapidjson/rapidjson.h PACKAGE rapidjson-dev)
obverse_system_library(Libstemmer::stemmer HEADER libstemmer.h LIBRARY stemmer
    PACKAGE libstemmer-dev)
if(OBVERSE_SANITIZE MATCHES "undefined")
    # It adds to the null pointer of its empty stack, in templates that our files instantiate.
    target_compile_options(RapidJSON::RapidJSON INTERFACE -fno-sanitize=pointer-overflow)
endif()
obverse_system_library(LibEdit::LibEdit HEADER editline/readline.h LIBRARY edit
    PACKAGE libedit-dev)
obverse_system_library(pugixml::pugixml HEADER pugixml.hpp LIBRARY pugixml PACKAGE libpugixml-dev)
obverse_system_library(libzip::zip HEADER zip.h LIBRARY zip PACKAGE libzip-dev)
obverse_system_library(md4c::md4c HEADER md4c.h LIBRARY md4c PACKAGE libmd4c-dev)
if(OBVERSE_TESTS)
    find_package(doctest 2.4.9 REQUIRED)                                   # doctest::doctest
endif()
