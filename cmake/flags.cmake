# obverse_flags: what every target of ours is compiled with. Nothing goes into CMAKE_CXX_FLAGS.
add_library(obverse_flags INTERFACE)
target_compile_features(obverse_flags INTERFACE cxx_std_20)
target_include_directories(obverse_flags INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(obverse_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor
    # Messages and debug information name files from the repository root, on every machine.
    -ffile-prefix-map=${PROJECT_SOURCE_DIR}/=)
# GCC 12 sees an overlap in every assignment of a literal to a string (its bug 105651), and an
# uninitialised member in the variant that is moved out of (its bug 105562).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(obverse_flags INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
endif()
if(OBVERSE_WERROR)
    target_compile_options(obverse_flags INTERFACE -Werror)
endif()
if(OBVERSE_SANITIZE)
    target_compile_options(obverse_flags INTERFACE
        -fsanitize=${OBVERSE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(obverse_flags INTERFACE -fsanitize=${OBVERSE_SANITIZE})
endif()
set(CMAKE_CXX_EXTENSIONS OFF)
