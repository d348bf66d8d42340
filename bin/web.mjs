// `npm run web`: one web against DATABASE_URL, beside others.
import { startOne } from './setup/start-one.mjs'

await startOne('web')
