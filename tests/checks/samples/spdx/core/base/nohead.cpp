// A file without its licence line. expect: spdx
namespace thrum {}
