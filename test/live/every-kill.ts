import { describeLiveKills } from "./kills.ts";

// `npm run test:live`: each of them.
describeLiveKills((count) => Array.from({ length: count }, (_, index) => index + 1));
