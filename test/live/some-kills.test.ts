import { describeLiveKills } from "./kills.ts";

// One of those that `npm run test:live` makes.
describeLiveKills((count) => [Math.round(count / 3)]);
