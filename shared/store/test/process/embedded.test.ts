import { openEmbeddedStore } from '../../src/index.ts'
import { silentLog } from '../../src/log.ts'
import { storeContract } from '../contracts/store.suite.ts'
import { cleanDirectories, newDirectory, templateDir } from '../helpers/directories.ts'

cleanDirectories()
storeContract(async (caps) => {
  const [dataDir, template] = [await newDirectory(), await templateDir()]
  return openEmbeddedStore({ dataDir, templateDir: template, log: silentLog, ...(caps && { caps }) })
})
