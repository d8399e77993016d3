package org.zhixing.appraisal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.zhixing.campaign.Campaign;
import org.zhixing.campaign.CampaignTemplate;
import org.zhixing.campaign.CheckDimension;
import org.zhixing.discussion.requirement.Requirement;
import org.zhixing.organization.Organization;

/**
 * What generating criteria comes to: what is new, and which of those there are rest on a requirement that is not in force
 * any more. What is there is never touched. APP-1.
 */
record Generation(List<Criterion> made, List<Criterion> unfounded) {
    static Generation of(
            Campaign campaign,
            Organization organization,
            List<Criterion> there,
            List<Requirement> inForce,
            List<CampaignTemplate.Dimension> checks,
            Instant at) {
        Set<UUID> known = new HashSet<>();
        Set<CheckDimension> checked = new HashSet<>();
        int last = 0;
        for (Criterion c : there) {
            last = Math.max(last, c.ordinal());
            if (c.requirement() != null) {
                known.add(c.requirement().id());
            } else if (c.dimension() != null) {
                checked.add(c.dimension());
            }
        }
        List<Criterion> made = new ArrayList<>();
        for (Requirement r : inForce) {
            if (known.add(r.id())) {
                made.add(new Criterion(campaign, organization, ++last, r, null, r.text(), at));
            }
        }
        for (CampaignTemplate.Dimension check : checks) {
            if (checked.add(check.code())) {
                String question = check.question() == null ? check.name() : check.question();
                made.add(new Criterion(campaign, organization, ++last, null, check.code(), question, at));
            }
        }
        Set<UUID> standing = new HashSet<>();
        inForce.forEach(r -> standing.add(r.id()));
        List<Criterion> unfounded = there.stream()
                .filter(c -> c.withdrawnAt() == null)
                .filter(c -> c.requirement() != null
                        && !standing.contains(c.requirement().id()))
                .toList();
        return new Generation(made, unfounded);
    }
}
