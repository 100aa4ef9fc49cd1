# valla_stage(NAME USES ... SOURCES ... TESTS ... BENCHMARKS ... ALONE ...)
#
# One folder of src/ is one stage and one static library, `valla_NAME`, which may include only the stages
# that it USES (docs/architecture.md; tests/includes_test checks it). TESTS become the CTest program
# `NAME_test`, BENCHMARKS the program `NAME_bench`, which the tests only build. In the sanitized build the
# test is called `sanitize/NAME`.
#
# With VALLA_JOINED several sources are compiled as one, which takes a third of the time. ALONE names
# those that are not joined with others, for they have local names that others have too.
function(valla_stage name)
    cmake_parse_arguments(STAGE "" "" "USES;LINKS;SOURCES;TESTS;BENCHMARKS;ALONE" ${ARGN})
    set(joined UNITY_BUILD ${VALLA_JOINED} UNITY_BUILD_BATCH_SIZE 6)
    foreach(source IN LISTS STAGE_ALONE)
        set_source_files_properties(${source} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    endforeach()
    add_library(valla_${name} STATIC ${STAGE_SOURCES})
    set_target_properties(valla_${name} PROPERTIES ${joined})
    target_include_directories(valla_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
    list(TRANSFORM STAGE_USES PREPEND valla_)
    target_link_libraries(valla_${name} PUBLIC ${STAGE_USES} PRIVATE ${STAGE_LINKS})
    if(VALLA_TESTS AND STAGE_TESTS)
        add_executable(${name}_test ${STAGE_TESTS})
        set_target_properties(${name}_test PROPERTIES ${joined})
        target_link_libraries(${name}_test PRIVATE valla_${name} ${STAGE_LINKS} GTest::gmock GTest::gtest_main)
        target_compile_definitions(${name}_test PRIVATE VALLA_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
        # Tests are built for being built soon: half of all compiling is theirs. The sanitizers watch the
        # stage that is tested, not the test.
        set(test ${name})
        set(quick -O1)
        if(VALLA_SANITIZE)
            set(test sanitize/${name})
            set(quick -O0 -fno-sanitize=all)
            if(NOT VALLA_LONG_TESTS)
                list(APPEND quick -DVALLA_FEW_CASES)
            endif()
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
