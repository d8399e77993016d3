export const routes = [{ path: '/campaign', component: () => import('./CampaignPage.vue') }]
