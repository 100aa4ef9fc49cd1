#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "text/disk.hpp"
#include "text/revisions.hpp"

namespace valla::app {

/// What the program touches of the world.
struct World {
    text::Disk& disk;
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    std::string folder;                    ///< where relative paths begin
    text::Revisions* revisions = nullptr;  ///< what git keeps; nothing: as if there were no git
};

/// Runs one command line (without the program's name) and gives the exit status: 0 when all is
/// well, 1 when the case has mistakes, an answer was partial or a file would be changed, 2 when the
/// command line or the disk is at fault.
int run(const std::vector<std::string>& words, World& world);

}  // namespace valla::app
