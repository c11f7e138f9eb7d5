// Migration: from the schema version a store was last written by to this build's. The mark in
// `default` is written before anything else and erased in the batch that raises the version, so a
// step that is cut off goes on at the next start, and a build that knows the older version alone
// refuses the store meanwhile.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "store/turns.h"

namespace shixin::store {

struct Migration {
  std::uint32_t to;
  std::string_view what;  // for the operator
  // Its turns from the first: of what was cut off, what is done already is met again and stays.
  std::function<Turn()> begin;
};

// Told each step before it begins.
using Migrating = std::function<void(const Migration& step)>;

// Takes the steps that are still ahead of the store; they stand in order. Before anybody else
// commits. kUnsupported: no step leads to this build's version.
Result<void> migrate(Engine& engine, std::span<const Migration> steps, const Migrating& begins);

}  // namespace shixin::store
