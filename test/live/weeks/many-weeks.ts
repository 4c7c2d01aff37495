import { DIALECTS } from "../../databases.ts";
import { describeWeeks } from "./weeks.ts";

/** `npm run test:live`. Another life with each seed: `SIMULATION_SEED=… SIMULATION_DAYS=… npx tsx --test test/live/weeks/many-weeks.ts`. */
for (const dialect of DIALECTS) describeWeeks({ dialect, seed: Number(process.env["SIMULATION_SEED"] ?? 1), days: Number(process.env["SIMULATION_DAYS"] ?? 21) });
