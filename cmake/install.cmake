# What `cmake --install` leaves: the library with its headers and CMake package, the program, and
# the knowledge it reads when no other folder is given.
include(CMakePackageConfigHelpers)
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/obverse)

if(TARGET obverse_engine)
    install(TARGETS obverse_engine EXPORT obverse ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
    install(EXPORT obverse
        FILE obverseTargets.cmake NAMESPACE obverse:: DESTINATION ${package_folder})
    install(DIRECTORY ${PROJECT_SOURCE_DIR}/engine
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/obverse
        FILES_MATCHING PATTERN "*.h" PATTERN "grammar*.h" EXCLUDE)
    configure_package_config_file(
        ${CMAKE_CURRENT_LIST_DIR}/obverseConfig.cmake.in ${PROJECT_BINARY_DIR}/obverseConfig.cmake
        INSTALL_DESTINATION ${package_folder} PATH_VARS CMAKE_INSTALL_DATADIR)
    write_basic_package_version_file(
        ${PROJECT_BINARY_DIR}/obverseConfigVersion.cmake COMPATIBILITY SameMinorVersion)
    install(FILES
        ${PROJECT_BINARY_DIR}/obverseConfig.cmake
        ${PROJECT_BINARY_DIR}/obverseConfigVersion.cmake
        ${CMAKE_CURRENT_LIST_DIR}/system_library.cmake
        DESTINATION ${package_folder})
endif()

if(TARGET obverse)
    install(TARGETS obverse RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
foreach(folder IN ITEMS ontology rules corpus)
    install(DIRECTORY ${PROJECT_SOURCE_DIR}/${folder}
        DESTINATION ${CMAKE_INSTALL_DATADIR}/obverse OPTIONAL)
endforeach()
install(FILES ${PROJECT_SOURCE_DIR}/workspace.obv DESTINATION ${CMAKE_INSTALL_DATADIR}/obverse)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE
    DESTINATION ${CMAKE_INSTALL_DOCDIR} OPTIONAL)
install(FILES ${PROJECT_SOURCE_DIR}/docs/obverse.1
    DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 OPTIONAL)

set(completions ${PROJECT_SOURCE_DIR}/cli/completions)
install(FILES ${completions}/obverse.bash RENAME obverse
    DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions OPTIONAL)
install(FILES ${completions}/_obverse
    DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions OPTIONAL)
install(FILES ${completions}/obverse.fish
    DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d OPTIONAL)
