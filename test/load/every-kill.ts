import { describeKills } from "./kills.ts";

// `npm run test:kills`: each of them.
describeKills((count) => Array.from({ length: count }, (_, index) => index + 1));
