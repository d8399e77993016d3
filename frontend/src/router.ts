import { createRouter, createWebHistory } from 'vue-router'
import { i18n } from './shared/i18n'
import { notify } from './shared/notices'
import { routes as home } from './features/home/routes'
import { routes as identity } from './features/identity/routes'
import { routes as audit } from './features/audit/routes'
import { routes as client } from './features/client/routes'
import { routes as campaign } from './features/campaign/routes'
import { routes as organization } from './features/organization/routes'
import { routes as study } from './features/study/routes'
import { routes as writing } from './features/writing/routes'
import { routes as material } from './features/material/routes'
import { routes as discussion } from './features/discussion/routes'
import { routes as opinion } from './features/opinion/routes'
import { routes as finding } from './features/appraisal/finding/routes'
import { routes as chain } from './features/chain/routes'
import { routes as appraisal } from './features/appraisal/routes'
import { routes as outcome } from './features/outcome/routes'
import { routes as rectification } from './features/rectification/routes'
import { routes as outbox } from './features/outbox/routes'
import { routes as progress } from './features/progress/routes'
import { routes as reminder } from './features/reminder/routes'

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    ...home,
    ...identity,
    ...client,
    ...audit,
    ...organization,
    ...campaign,
    ...study,
    ...writing,
    ...material,
    ...discussion,
    ...opinion,
    ...finding,
    ...chain,
    ...appraisal,
    ...rectification,
    ...outcome,
    ...progress,
    ...reminder,
    ...outbox,
    { path: '/:rest(.*)*', redirect: '/' },
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
})

/** A page that could not be fetched leaves the one that is there, with the words on it. */
router.onError(() =>
  notify({
    title: i18n.global.t('common.notOpened'),
    detail: i18n.global.t('common.notOpenedHint'),
    refused: true,
  }),
)
