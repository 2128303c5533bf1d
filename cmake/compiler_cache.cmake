# ccache answers for a file that was compiled before, in this build folder or another.
find_program(OBVERSE_CCACHE ccache)
if(OBVERSE_CCACHE AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${OBVERSE_CCACHE})
endif()
