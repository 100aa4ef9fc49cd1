#pragma once

namespace valla::app {

/// Lets the next 32 MiB of the heap lie in large pages, where the system grants them to those who
/// ask (Linux: `/sys/kernel/mm/transparent_hugepage/enabled` says `madvise` or `always`; see
/// madvise(2), MADV_HUGEPAGE); elsewhere it does nothing that can be noticed. To be called once, at
/// the start of a program, before there is a second thread.
///
/// A short command spends a third of its time on the first touch of small pages.
void use_large_pages();

}  // namespace valla::app
