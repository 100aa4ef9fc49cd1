# valla_stage(NAME USES ... SOURCES ... TESTS ... BENCHMARKS ...)
#
# One folder of src/ is one stage and one static library, `valla_NAME`, which may include only the stages
# that it USES (docs/architecture.md; tests/includes_test checks it). TESTS become the CTest program
# `NAME_test`, BENCHMARKS the program `NAME_bench`, which the tests only build. In the sanitized build the
# test is called `sanitize/NAME`.
function(valla_stage name)
    cmake_parse_arguments(STAGE "" "" "USES;LINKS;SOURCES;TESTS;BENCHMARKS" ${ARGN})
    add_library(valla_${name} STATIC ${STAGE_SOURCES})
    target_include_directories(valla_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
    list(TRANSFORM STAGE_USES PREPEND valla_)
    target_link_libraries(valla_${name} PUBLIC ${STAGE_USES} PRIVATE ${STAGE_LINKS})
    if(VALLA_TESTS AND STAGE_TESTS)
        add_executable(${name}_test ${STAGE_TESTS})
        target_link_libraries(${name}_test PRIVATE valla_${name} ${STAGE_LINKS} GTest::gmock GTest::gtest_main)
        target_compile_definitions(${name}_test PRIVATE VALLA_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
        # Tests are built for being built soon: half of all compiling is theirs. The sanitizers watch the
        # stage that is tested, not the test.
        set(test ${name})
        set(quick -O1)
        if(VALLA_SANITIZE)
            set(test sanitize/${name})
            set(quick -O0 -fno-sanitize=all)
        endif()
        target_compile_options(${name}_test PRIVATE ${quick})
        add_test(NAME ${test} COMMAND ${name}_test --gtest_brief=1)
    endif()
    if(VALLA_TESTS AND STAGE_BENCHMARKS AND NOT VALLA_SANITIZE)
        add_executable(${name}_bench ${STAGE_BENCHMARKS})
        target_link_libraries(${name}_bench PRIVATE valla_${name} ${STAGE_LINKS} benchmark::benchmark_main)
        target_compile_definitions(${name}_bench PRIVATE VALLA_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    endif()
endfunction()
