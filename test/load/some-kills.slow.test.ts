import { describeKills } from "./kills.ts";

// Some of those that `npm run test:kills` makes: one in the first half of a load, one near the commit.
describeKills((count) => [Math.round(count / 3), count - 6]);
