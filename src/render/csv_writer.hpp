#pragma once

#include <string>
#include <vector>

#include "render/data_answers.hpp"

namespace valla::render {

/// Writes CSV (RFC 4180, line feeds): a header line, then rows. With `partial` every row says so in
/// a last column.
class Csv {
  public:
    Csv(const AnswerHead& head, std::vector<std::string> header);
    void row(std::vector<std::string> cells);
    [[nodiscard]] const std::string& text() const { return text_; }

  private:
    void write(const std::vector<std::string>& cells);
    bool partial_;
    std::string text_;
};

}  // namespace valla::render
