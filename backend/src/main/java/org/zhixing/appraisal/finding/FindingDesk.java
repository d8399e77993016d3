package org.zhixing.appraisal.finding;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.zhixing.appraisal.Origins;
import org.zhixing.appraisal.finding.FindingFilter.Subject;
import org.zhixing.campaign.Campaign;
import org.zhixing.campaign.Campaigns;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Member;
import org.zhixing.organization.Members;
import org.zhixing.organization.Organization;
import org.zhixing.organization.Organizations;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Condition;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;

/** What is done with findings: listing, recording, putting right, showing. */
@RequestScoped
class FindingDesk {
    @Inject
    Findings findings;

    @Inject
    Origins origins;

    @Inject
    Campaigns campaigns;

    @Inject
    Organizations organizations;

    @Inject
    Members members;

    @Inject
    Scope scope;

    @Inject
    Clock clock;

    Page<FindingView> list(FindingFilter filter, Paging paging) {
        Listing<Finding> listing = filter.of == Subject.PERSON ? findings.ofPeople() : findings.ofUnits();
        if (filter.organization != null) {
            listing.where(new Condition(
                    "exists (select 1 from Organization top where top.id = :top and o.path >= top.path and o.path < top.pathEnd)",
                    Map.of("top", filter.organization)));
        }
        Page<Finding> page = listing.where("f.campaign.id = :campaign", "campaign", filter.campaign)
                .where("s.id = :person", "person", filter.member)
                .where("f.criterion.id = :criterion", "criterion", filter.criterion)
                .where("f.state in (:states)", "states", filter.state)
                .where("f.dimension = :dimension", "dimension", filter.dimension)
                .where("f.nature = :nature", "nature", filter.nature)
                .containing("f.text", "q", filter.q)
                .page(paging, Order.named(paging.sort, Findings.NEWEST, Findings.OLDEST));
        List<UUID> ids = page.items().stream().map(Finding::id).toList();
        Findings.Standing standing = findings.standing(page.items());
        Map<UUID, List<FindingOrigin>> from = findings.origins(ids);
        Map<UUID, List<Finding>> merged = findings.merged(ids);
        return page.map(f -> FindingView.of(
                f, standing, from.getOrDefault(f.id(), List.of()), merged.getOrDefault(f.id(), List.of())));
    }

    FindingView view(Finding f) {
        List<UUID> id = List.of(f.id());
        return FindingView.of(
                f,
                findings.standing(List.of(f)),
                findings.origins(id).getOrDefault(f.id(), List.of()),
                findings.merged(id).getOrDefault(f.id(), List.of()));
    }

    Finding record(NewFinding body) {
        if ((body.organizationId() == null) == (body.memberId() == null)) {
            throw Refused.field("/memberId", "finding/organization-or-person");
        }
        Member subject = body.memberId() == null ? null : members.named(body.memberId(), "/memberId");
        Organization organization =
                subject == null ? organizations.named(body.organizationId(), "/organizationId") : subject.branch();
        findings.checkRecording(organization, subject);
        Campaign campaign = campaigns.namedFor(organization, body.campaignId(), "/campaignId");
        origins.check(body.origin().kind(), body.origin().reference(), "/origin/reference");
        Instant now = clock.instant();
        Finding finding = findings.record(
                new Finding(
                        campaign,
                        organization,
                        subject,
                        new Finding.Facts(
                                body.text(),
                                findings.criterion(body.criterionId(), organization, campaign),
                                body.dimension(),
                                body.nature()),
                        scope.actor().name(),
                        now),
                new OriginLine.Given(
                        body.origin().kind(),
                        body.origin().reference(),
                        body.origin().note()),
                now);
        findings.flush();
        return finding;
    }

    void change(Finding finding, FindingResource.FindingChange change) {
        finding.edit(new Finding.Facts(
                change.text(),
                finding.criterion() != null && finding.criterion().id().equals(change.criterionId())
                        ? finding.criterion()
                        : findings.criterion(change.criterionId(), finding.organization(), finding.campaign()),
                change.dimension(),
                change.nature()));
        findings.flush();
    }

    /** One about oneself: nobody promises for another. */
    Finding toPromise(UUID id) {
        Finding finding = findings.get(id);
        if (!findings.standing(List.of(finding)).mine(finding)) {
            throw Refused.forbidden("finding/promise-own");
        }
        return finding;
    }
}
