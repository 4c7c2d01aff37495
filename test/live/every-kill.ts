import { describeLiveKills } from "./kills.ts";

// `npm run test:live`: every seventh of some hundred operations, since each takes two processes. `KILL_STEP=1` makes each of them.
const step = Number(process.env["KILL_STEP"] ?? 7);
describeLiveKills((count) => Array.from({ length: Math.ceil(count / step) }, (_, index) => 1 + index * step));
