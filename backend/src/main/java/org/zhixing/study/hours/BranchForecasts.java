package org.zhixing.study.hours;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.zhixing.campaign.Campaign;
import org.zhixing.organization.OrgRef;
import org.zhixing.organization.Organization;
import org.zhixing.platform.time.Times;
import org.zhixing.study.hours.BranchForecastResource.BranchForecastView;

/** The forecasts of a page of branches that the caller reaches, in three statements whatever their number. */
@ApplicationScoped
class BranchForecasts {
    @Inject
    EntityManager entities;

    @Inject
    Clock clock;

    /** As many members of a branch have as many minutes. */
    private record Standing(int minutes, int members) {}

    List<BranchForecastView> of(Campaign campaign, List<Organization> branches) {
        if (branches.isEmpty()) {
            return List.of();
        }
        UUID[] ids = branches.stream().map(Organization::id).toArray(UUID[]::new);
        LocalDate today = Times.today(clock);
        Map<UUID, LocalDate> ends = ends(campaign.id(), ids);
        Map<UUID, Map<LocalDate, Map<HalfDay, Integer>>> planned = planned(campaign.id(), ids, today);
        Map<UUID, List<Standing>> standings = standings(campaign.id(), ids);
        HoursForecast.Quota quota = new HoursForecast.Quota(
                campaign.quotaMinutes(), campaign.halfDaysPerWeek(), campaign.halfDayCapMinutes());
        return branches.stream()
                .map(branch -> {
                    LocalDate end = ends.getOrDefault(branch.id(), today);
                    Map<Slot, Integer> plan = until(end, planned.getOrDefault(branch.id(), Map.of()));
                    return view(
                            branch,
                            end,
                            standings.getOrDefault(branch.id(), List.of()),
                            standing -> HoursForecast.of(standing.minutes(), quota, plan, today, end));
                })
                .toList();
    }

    private static BranchForecastView view(
            Organization branch, LocalDate end, List<Standing> standings, Function<Standing, HoursForecast> forecast) {
        Map<HoursForecast.Outlook, Integer> members = new EnumMap<>(HoursForecast.Outlook.class);
        int halfDays = 0;
        int all = 0;
        for (Standing standing : standings) {
            HoursForecast of = forecast.apply(standing);
            members.merge(of.outlook(), standing.members(), Integer::sum);
            halfDays = Math.max(halfDays, of.outlook() == HoursForecast.Outlook.REACHED ? 0 : of.halfDaysNeeded());
            all += standing.members();
        }
        return new BranchForecastView(
                OrgRef.known(branch),
                end,
                all,
                members.getOrDefault(HoursForecast.Outlook.REACHED, 0),
                members.getOrDefault(HoursForecast.Outlook.ON_PLAN, 0),
                members.getOrDefault(HoursForecast.Outlook.MORE_NEEDED, 0),
                members.getOrDefault(HoursForecast.Outlook.OUT_OF_REACH, 0),
                halfDays);
    }

    private static Map<Slot, Integer> until(LocalDate end, Map<LocalDate, Map<HalfDay, Integer>> planned) {
        Map<Slot, Integer> slots = new HashMap<>();
        planned.forEach((date, halves) -> {
            if (!date.isAfter(end)) {
                halves.forEach((half, minutes) -> slots.put(new Slot(date, half), minutes));
            }
        });
        return slots;
    }

    @SuppressWarnings("unchecked")
    private Map<UUID, LocalDate> ends(UUID campaign, UUID[] branches) {
        Map<UUID, LocalDate> ends = new HashMap<>();
        List<Object[]> rows = entities.createNativeQuery("""
                        select p.branch_id, f.ends_on from participation p
                        join batch_phase f on f.batch_id = p.batch_id and f.kind = 'STUDY'
                        where p.campaign_id = :campaign and p.branch_id = any(:branches)""")
                .setParameter("campaign", campaign)
                .setParameter("branches", branches)
                .getResultList();
        rows.forEach(row -> ends.put((UUID) row[0], (LocalDate) row[1]));
        return ends;
    }

    @SuppressWarnings("unchecked")
    private Map<UUID, Map<LocalDate, Map<HalfDay, Integer>>> planned(UUID campaign, UUID[] branches, LocalDate from) {
        Map<UUID, Map<LocalDate, Map<HalfDay, Integer>>> planned = new HashMap<>();
        List<Object[]> rows = entities.createNativeQuery("""
                        select b.branch_id, s.date, s.half,
                               max(floor(extract(epoch from s.ends_at - s.starts_at) / 60))
                        from session_branch b join study_session s on s.id = b.session_id
                        where b.branch_id = any(:branches) and s.campaign_id = :campaign and s.state = 'PLANNED' and s.date >= :today
                        group by b.branch_id, s.date, s.half""")
                .setParameter("campaign", campaign)
                .setParameter("branches", branches)
                .setParameter("today", from)
                .getResultList();
        rows.forEach(row -> planned.computeIfAbsent((UUID) row[0], b -> new HashMap<>())
                .computeIfAbsent((LocalDate) row[1], d -> new EnumMap<>(HalfDay.class))
                .put(HalfDay.valueOf((String) row[2]), ((Number) row[3]).intValue()));
        return planned;
    }

    @SuppressWarnings("unchecked")
    private Map<UUID, List<Standing>> standings(UUID campaign, UUID[] branches) {
        Map<UUID, List<Standing>> standings = new HashMap<>();
        List<Object[]> rows = entities.createNativeQuery("""
                        select m.branch_id, coalesce(h.minutes, 0), count(*)
                        from member m left join member_hours h on h.member_id = m.id and h.campaign_id = :campaign
                        where m.branch_id = any(:branches) and m.state = 'ACTIVE'
                        group by m.branch_id, coalesce(h.minutes, 0)""")
                .setParameter("campaign", campaign)
                .setParameter("branches", branches)
                .getResultList();
        rows.forEach(row -> standings
                .computeIfAbsent((UUID) row[0], b -> new ArrayList<>())
                .add(new Standing(((Number) row[1]).intValue(), ((Number) row[2]).intValue())));
        return standings;
    }
}
