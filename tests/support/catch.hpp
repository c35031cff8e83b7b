#pragma once
/// The test runner, in the version that Debian 12 (2.13) or Debian 13 (3.7) has.

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
using Catch::Approx;
#else
#include <catch2/catch.hpp>
#endif
