#include "casefile/names.hpp"

#include <algorithm>
#include <cstring>
#include <functional>

#include "text/unicode.hpp"

namespace valla::casefile {

namespace {

std::uint64_t signature_of(std::string_view text) {
    std::uint64_t bits = 0;
    for (std::size_t at = 0; at < text.size();) {
        const text::Decoded decoded = text::decode(text, at);
        bits |= std::uint64_t{1} << (decoded.code_point % 64);
        at += decoded.size;
    }
    return bits;
}

std::size_t hash_of(NameSpace space, std::string_view name) {
    return std::hash<std::string_view>()(name) +
           static_cast<std::size_t>(space) * 0x9E3779B97F4A7C15ULL;
}

/// The bits of a hash that the place in the table does not use.
std::uint32_t tag_of(std::size_t hash) { return static_cast<std::uint32_t>(hash >> 32); }

}  // namespace

NameTable::NameTable() : slots_(1024) {}

std::size_t NameTable::slot(NameSpace space, std::string_view name, std::size_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
        const Slot& each = slots_[at];
        if (each.number == NameId::none_number) return at;
        if (each.hash != tag_of(hash)) continue;
        const Entry& entry = entries_[each.number];
        if (entry.space == space && entry.text == name) return at;
    }
}

std::string_view NameTable::keep(std::string_view name) {
    if (name.size() > block_size / 4) {
        auto own = std::make_unique<char[]>(name.size());
        std::memcpy(own.get(), name.data(), name.size());
        const std::string_view kept(own.get(), name.size());
        // The block in use stays the last one.
        blocks_.insert(blocks_.empty() ? blocks_.end() : blocks_.end() - 1, std::move(own));
        return kept;
    }
    if (blocks_.empty() || block_used_ + name.size() > block_size) {
        blocks_.push_back(std::make_unique<char[]>(block_size));
        block_used_ = 0;
    }
    char* const at = blocks_.back().get() + block_used_;
    std::copy(name.begin(), name.end(), at);
    block_used_ += name.size();
    return {at, name.size()};
}

void NameTable::grow() {
    slots_.assign(slots_.size() * 2, {});
    for (std::uint32_t number = 0; number < entries_.size(); ++number) {
        const Entry& entry = entries_[number];
        const std::size_t hash = hash_of(entry.space, entry.text);
        slots_[slot(entry.space, entry.text, hash)] = {number, tag_of(hash)};
    }
}

NameId NameTable::intern(NameSpace space, std::string_view name) {
    const auto normalized = text::to_nfc(name);
    if (normalized) name = *normalized;
    const std::size_t hash = hash_of(space, name);
    std::size_t at = slot(space, name, hash);
    if (slots_[at].number != NameId::none_number) return {slots_[at].number};
    if ((entries_.size() + 1) * 2 > slots_.size()) {
        grow();
        at = slot(space, name, hash);
    }
    const NameId id{static_cast<std::uint32_t>(entries_.size())};
    entries_.push_back({keep(name), signature_of(name), space});
    slots_[at] = {id.number, tag_of(hash)};
    return id;
}

std::optional<NameId> NameTable::find(NameSpace space, std::string_view name) const {
    const auto normalized = text::to_nfc(name);
    if (normalized) name = *normalized;
    const std::uint32_t number = slots_[slot(space, name, hash_of(space, name))].number;
    if (number == NameId::none_number) return std::nullopt;
    return NameId{number};
}

}  // namespace valla::casefile
