import { describeLiveKills } from "./kills.ts";
describeLiveKills((count) => (console.error(`COUNT ${count}`), Array.from({ length: Math.floor(count / 4) }, (_, index) => 4 * index + 1)));
