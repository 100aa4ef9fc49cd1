#include "syntax/csv.hpp"

#include "text/unicode.hpp"

namespace valla::syntax {

using text::Span;

namespace {

class CsvReader {
  public:
    CsvReader(std::string_view bytes, char separator) : bytes_(bytes), separator_(separator) {
        if (bytes_.starts_with(text::byte_order_mark)) at_ = 3;
    }

    CsvFile read() {
        while (at_ < size()) {
            CsvRecord record;
            record.span.begin = at_;
            while (true) {
                record.cells.push_back(read_cell());
                if (at_ >= size() || bytes_[at_] != separator_) break;
                ++at_;
            }
            record.span.end = at_;
            skip_line_end();
            const bool nothing = record.cells.size() == 1 && record.span.empty();
            if (!nothing) file_.records.push_back(std::move(record));
        }
        return std::move(file_);
    }

  private:
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(bytes_.size()); }
    [[nodiscard]] bool at_line_end() const { return bytes_[at_] == '\n' || bytes_[at_] == '\r'; }

    void skip_line_end() {
        if (at_ < size() && bytes_[at_] == '\r') ++at_;
        if (at_ < size() && bytes_[at_] == '\n') ++at_;
    }

    CsvCell read_cell() {
        if (at_ < size() && bytes_[at_] == '"') return read_quoted();
        CsvCell cell;
        cell.span.begin = at_;
        while (at_ < size() && bytes_[at_] != separator_ && !at_line_end()) ++at_;
        cell.span.end = at_;
        return cell;
    }

    CsvCell read_quoted() {
        CsvCell cell;
        const std::uint32_t mark = at_++;
        cell.span.begin = at_;
        std::string unquoted;
        bool doubled = false;
        std::uint32_t piece = at_;
        while (at_ < size()) {
            if (bytes_[at_] != '"') {
                ++at_;
                continue;
            }
            if (at_ + 1 >= size() || bytes_[at_ + 1] != '"') break;
            unquoted += bytes_.substr(piece, at_ + 1 - piece);
            doubled = true;
            at_ += 2;
            piece = at_;
        }
        cell.span.end = at_;
        if (doubled) cell.unquoted = unquoted + std::string(bytes_.substr(piece, at_ - piece));
        if (at_ >= size()) {
            file_.open_quote = Span{mark, mark + 1};
            return cell;
        }
        ++at_;
        // Text between the closing mark and the separator belongs to nothing; it is kept with the
        // cell.
        if (at_ < size() && bytes_[at_] != separator_ && !at_line_end()) {
            while (at_ < size() && bytes_[at_] != separator_ && !at_line_end()) ++at_;
            cell.span = {mark, at_};
            cell.unquoted.clear();
        }
        return cell;
    }

    std::string_view bytes_;
    char separator_;
    std::uint32_t at_ = 0;
    CsvFile file_;
};

}  // namespace

CsvFile parse_csv(std::string_view bytes, char separator) {
    return CsvReader(bytes, separator).read();
}

}  // namespace valla::syntax
