// `npm run worker`: one worker against DATABASE_URL, beside others.
import { startOne } from './setup/start-one.mjs'

await startOne('worker')
