import { describeLiveKills } from "./kills.ts";

// Some of those that `npm run test:live` makes: one while hints are written, one near the commit.
describeLiveKills((count) => [Math.round(count / 4), count - 12]);
