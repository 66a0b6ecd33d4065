// Makes an empty, migrated database once, so that the first start only copies it. Does nothing when it is there already.
import { prepareTemplate, TEMPLATE_DIR } from '@civitas/store'

await prepareTemplate(TEMPLATE_DIR)
