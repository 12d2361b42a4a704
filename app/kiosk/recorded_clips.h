// Sentences that a person has recorded, of the content pack in use.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "platform/speech/voice.h"
#include "platform/text/spoken.h"
#include "sync/client/pack_store.h"

namespace outreach::kiosk {

// Where the clip of each name is (clip_name, platform/wave/wave.h).
using RecordedClips = std::map<std::string, Path, std::less<>>;
RecordedClips recorded_clips(const client::PackStore& store,
                             const protocol::PackManifest& manifest);

// How a piece is said: from one clip of all of it; else, where all of its parts between pauses have
// clips, alone or several together, from those, as a card says words and their hint in one breath;
// else as it is, by whatever speaks.
std::vector<Utterance> utterances_of(const SpokenPiece& piece, SpeechSpeed speed,
                                     const RecordedClips& clips);

}  // namespace outreach::kiosk
