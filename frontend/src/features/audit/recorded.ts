import { record } from '@/shared/messages/record.zh'

/** The operations that leave a row in the record: whatever writes, and the readings of protected things. */
export const recorded = Object.keys(record.operations).filter(
  (id) => !/^(list|get|download|export)/.test(id) || id === 'getToken' || id === 'downloadImportWorkbook',
)
