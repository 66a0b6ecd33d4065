import { openEmbeddedStore } from '../../src/index.ts'
import { silentLog } from '../../src/log.ts'
import { storeContract } from '../contracts/store.suite.ts'
import { cleanDirectories, newDirectory, templateDir } from '../helpers/directories.ts'

cleanDirectories()
storeContract(async () =>
  openEmbeddedStore({ dataDir: await newDirectory(), templateDir: await templateDir(), log: silentLog }),
)
