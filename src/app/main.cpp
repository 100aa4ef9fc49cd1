#include <filesystem>
#include <iostream>

#include "app/application.hpp"
#include "app/large_pages.hpp"

int main(int argument_count, char** arguments) {
    valla::app::use_large_pages();
    std::ios::sync_with_stdio(false);
    const auto disk = valla::text::open_disk();
    const auto git = valla::text::open_git();
    std::error_code error;
    const std::string folder = std::filesystem::current_path(error).string();
    valla::app::World world{*disk, std::cin, std::cout, std::cerr, folder, git.get()};
    return valla::app::run({arguments + 1, arguments + argument_count}, world);
}
