import { useI18n } from 'vue-i18n'
import { api, mergePatch, read, readWithEtag } from './api/client'
import { language, type Language } from './i18n'
import { notify } from './notices'
import { forgetCopies } from './localCopies'
import { forgetUploads } from './forgetUploads'
import { leaveDevice, unsentCount } from './offline/useOutbox'
import { forgetDrafts } from './useDraft'
import { giveUp, unsaved } from './useUnsaved'

/** One choice is kept after the other, so that the last one stays. */
let kept = Promise.resolve()

/** What everybody may do with their own sign-in from anywhere: choose the language, and leave. */
export function useAccount() {
  const { t } = useI18n()

  /** Changes the language here and, for the next sign-in, on the account. */
  function speak(chosen: Language) {
    language.value = chosen
    kept = kept.then(() => keep(chosen))
  }

  async function keep(chosen: Language) {
    try {
      const { etag } = await readWithEtag(api.GET('/api/v1/me'))
      await read(
        api.PATCH('/api/v1/me', {
          params: { header: { 'If-Match': etag } },
          headers: mergePatch,
          body: { language: chosen },
        }),
      )
    } catch {
      notify({ title: t('sign.languageNotKept'), refused: true })
    }
  }

  /** Ends the session and leaves nothing of it on the page; asks first where words would be lost. */
  async function signOut() {
    if (unsaved() && !window.confirm(t('sign.outUnsaved'))) return
    const waiting = unsentCount()
    if (waiting > 0 && !window.confirm(t('offline.signOut', { n: waiting }))) return
    try {
      await read(api.DELETE('/api/v1/session'))
    } catch {
      notify({ title: t('sign.notOut'), detail: t('sign.notOutHint'), refused: true })
      return
    }
    giveUp()
    forgetDrafts()
    forgetCopies()
    forgetUploads()
    await leaveDevice()
    location.assign('/')
  }

  return { speak, signOut }
}
