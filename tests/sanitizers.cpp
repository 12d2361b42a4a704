// What the sanitizers need to know, compiled into every test program so that it holds however the
// program is started. They look these functions up by name; in a build without sanitizers nothing
// calls them.

extern "C" const char* __asan_default_options() {
  return "detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1:check_"
         "initialization_order=1";
}

extern "C" const char* __ubsan_default_options() {
  return "print_stacktrace=1";
}

extern "C" const char* __tsan_default_options() {
  return "second_deadlock_stack=1";
}

// Memory that the system's graphics libraries keep until the process ends is not ours to mend.
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libdbus-1\nleak:libfontconfig\nleak:libGLX\nleak:libEGL\nleak:swrast_dri\nleak:"
         "libgallium\nleak:libLLVM\n";
}
