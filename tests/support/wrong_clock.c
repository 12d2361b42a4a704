/* A machine whose battery-backed clock is wrong from the first instant, put under a whole program by LD_PRELOAD: the
 * wall clock shows another time when the program starts and runs on from there. What counts seconds since the boot is
 * right, as it is on such a machine. Who waits until a time of the wall clock waits for years here, as on a machine whose
 * clock is put right meanwhile: nothing of ours may.
 *
 *   OUTREACH_WRONG_CLOCK  what it shows at the start, in seconds since 1970-01-01T00:00Z */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

static int real_clock(clockid_t id, struct timespec* reading) {
  static int (*real)(clockid_t, struct timespec*);
  if (real == NULL) {
    *(void**)&real = dlsym(RTLD_NEXT, "clock_gettime");
    if (real == NULL) {
      abort();
    }
  }
  return real(id, reading);
}

/* In seconds; as far off all the time as at the start. */
static time_t offset(void) {
  static int is_known;
  static time_t known;
  if (!is_known) {
    const char* shown = getenv("OUTREACH_WRONG_CLOCK");
    struct timespec now;
    if (shown != NULL && real_clock(CLOCK_REALTIME, &now) == 0) {
      known = (time_t)strtoll(shown, NULL, 10) - now.tv_sec;
    }
    is_known = 1;
  }
  return known;
}

/* Before there is a second thread. */
__attribute__((constructor)) static void begin(void) {
  offset();
}

int clock_gettime(clockid_t id, struct timespec* reading) {
  const int result = real_clock(id, reading);
  if (result == 0 && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE)) {
    reading->tv_sec += offset();
  }
  return result;
}

int gettimeofday(struct timeval* restrict reading, void* restrict zone) {
  struct timespec now;
  (void)zone;
  if (clock_gettime(CLOCK_REALTIME, &now) != 0) {
    return -1;
  }
  reading->tv_sec = now.tv_sec;
  reading->tv_usec = now.tv_nsec / 1000;
  return 0;
}

time_t time(time_t* kept) {
  struct timespec now;
  if (clock_gettime(CLOCK_REALTIME, &now) != 0) {
    return (time_t)-1;
  }
  if (kept != NULL) {
    *kept = now.tv_sec;
  }
  return now.tv_sec;
}
