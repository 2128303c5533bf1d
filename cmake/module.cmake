# One static library per module; what it may include is what it links.
#
#   obverse_module(store
#       SOURCES connection.cpp statement.cpp     # in the folder of the caller
#       GRAMMAR grammar.cpp                      # sources that instantiate Spirit X3
#       USES base model                          # our modules, public
#       PRIVATE SQLite::SQLite3)                 # other libraries, never seen in a header
#
# makes the target obverse_store and its name obverse::store.
function(obverse_module name)
    cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "SOURCES;GRAMMAR;USES;PRIVATE")
    obverse_reject_rest(obverse_module ${name} "${ARG_UNPARSED_ARGUMENTS}")
    list(TRANSFORM ARG_USES PREPEND obverse::)
    set(target obverse_${name})

    if(ARG_SOURCES OR ARG_GRAMMAR)
        add_library(${target} STATIC ${ARG_SOURCES} ${ARG_GRAMMAR})
        target_link_libraries(${target}
            PUBLIC obverse_flags ${ARG_USES} PRIVATE ${ARG_PRIVATE})
        set_target_properties(${target} PROPERTIES
            POSITION_INDEPENDENT_CODE ON
            ARCHIVE_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/modules
            OBVERSE_PRIVATE "${ARG_PRIVATE}")
    else()
        add_library(${target} INTERFACE)
        target_link_libraries(${target} INTERFACE obverse_flags ${ARG_USES})
    endif()
    add_library(obverse::${name} ALIAS ${target})

    # A sanitizer and an optimiser together take four times as long on a grammar as either alone.
    if(OBVERSE_SANITIZE AND ARG_GRAMMAR)
        set_source_files_properties(${ARG_GRAMMAR} PROPERTIES COMPILE_OPTIONS "-O0;-g1")
    endif()
endfunction()

# A word that no keyword takes is a slip of the pen, never a source to drop silently.
function(obverse_reject_rest function name rest)
    if(rest)
        message(FATAL_ERROR "${function}(${name}): no keyword takes `${rest}`")
    endif()
endfunction()

# Sets `result` to the first of the given modules that is not configured, or to nothing. With
# OBVERSE_MODULES=all a missing module is an error of the caller, reported by the generator.
function(obverse_missing_module result)
    set(${result} "" PARENT_SCOPE)
    if(OBVERSE_MODULES STREQUAL "all")
        return()
    endif()
    foreach(module IN LISTS ARGN)
        if(NOT TARGET obverse::${module})
            set(${result} ${module} PARENT_SCOPE)
            return()
        endif()
    endforeach()
endfunction()
