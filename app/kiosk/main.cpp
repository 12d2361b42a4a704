#include "app/kiosk/run.h"

int main(int argc, char** argv) {
  return outreach::kiosk::run(argc, argv);
}
