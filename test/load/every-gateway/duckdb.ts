import { CELLS, testGateways } from "../gateways.ts";

/* `npm run test:gateways`: every status of every gateway. It takes minutes, so it is none of the tests that run each time. */
testGateways(CELLS, ["duckdb"]);
