export const routes = [
  { path: '/campaign', component: () => import('./CampaignPage.vue') },
  { path: '/campaign/leadership', component: () => import('./LeadershipPage.vue') },
]
