import { describeWeeks } from "./weeks.ts";

// A sample of what `npm run test:live` does.
describeWeeks({ dialect: "duckdb", seed: 1, days: 3, lookAtLast: true });
