import { openMemoryStore } from '../src/index.ts'
import { storeContract } from './contracts/store.suite.ts'

storeContract(async (caps) => openMemoryStore(caps && { caps }))
