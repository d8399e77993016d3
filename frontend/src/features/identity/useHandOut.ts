import { useI18n } from 'vue-i18n'
import { api, read, Refused, type Schemas } from '@/shared/api/client'
import { useMe } from '@/shared/me'
import { useSend } from '@/shared/useSend'
import type { FirstCode } from './firstCode'

/** Makes a new one-time code for an account; a branch's secretary does so by way of the member's slip. */
export function useHandOut(done: (code: FirstCode) => void) {
  const { t } = useI18n()
  const { can } = useMe()
  return useSend(
    async (account: Schemas['Account'], key): Promise<FirstCode> => {
      if (can('ADMIN', 'OFFICE')) {
        const made = await read(
          api.POST('/api/v1/accounts/{id}/first-codes', {
            params: { path: { id: account.id } },
            headers: key,
          }),
        )
        return firstCodeOf(made)
      }
      // Nobody named would mean everybody.
      if (!account.memberId) throw new Refused(403, { title: t('account.heldAbove') })
      const slips = await read(
        api.POST('/api/v1/branches/{id}/sign-in-slips', {
          params: { path: { id: account.organizationId } },
          headers: key,
          body: { memberIds: [account.memberId] },
        }),
      )
      const slip = slips.items.find((s) => s.accountId === account.id)
      if (!slip?.code || !slip.validUntil) {
        throw new Refused(403, { title: t('account.renew'), detail: t('account.heldAbove') })
      }
      return {
        accountId: account.id,
        name: slip.name,
        username: slip.username,
        code: slip.code,
        validUntil: slip.validUntil,
      }
    },
    done,
    { inForm: true },
  )
}

export function firstCodeOf(made: Schemas['FirstCode']): FirstCode {
  return {
    accountId: made.account.id,
    name: made.account.displayName,
    username: made.account.username,
    code: made.code,
    validUntil: made.validUntil,
  }
}
