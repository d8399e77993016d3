export const routes = [
  { path: '/appraisal', redirect: '/appraisal/analysis' },
  { path: '/appraisal/criteria', component: () => import('./CriteriaPage.vue') },
  { path: '/appraisal/analysis', component: () => import('./MyAnalysisPage.vue') },
  { path: '/appraisal/analyses', component: () => import('./AnalysesPage.vue') },
  { path: '/appraisal/analyses/:id', component: () => import('./AnalysisPage.vue') },
  { path: '/appraisal/reviews', component: () => import('./ReviewsPage.vue') },
  { path: '/appraisal/reviews/:id', component: () => import('./ReviewPage.vue') },
  { path: '/appraisal/reviews/:id/ballot', component: () => import('./BallotPage.vue') },
]
