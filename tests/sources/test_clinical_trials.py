import gzip
import json

import pytest

from probatum.errors import SourceError
from probatum.evidence.document import DocumentKind, StudyDesign
from probatum.sources.clinical_trials import ClinicalTrialsSource

PROTOCOL = {
    "identificationModule": {
        "nctId": "NCT00000042",
        "briefTitle": "Tea for Thirst",
        "officialTitle": "A Randomized Study of Tea in Adults With Thirst",
    },
    "statusModule": {
        "overallStatus": "ACTIVE_NOT_RECRUITING",
        "startDateStruct": {"date": "2019-05", "type": "ACTUAL"},
        "studyFirstPostDateStruct": {"date": "2019-04-02", "type": "ACTUAL"},
        "lastUpdatePostDateStruct": {"date": "2024-02-29", "type": "ESTIMATED"},
    },
    "sponsorCollaboratorsModule": {"leadSponsor": {"name": "Kettle Institute", "class": "OTHER"}},
    "descriptionModule": {"briefSummary": "Does tea help? Adults \\[over 18\\] take part."},
    "conditionsModule": {"conditions": ["Thirst", "Dry Mouth"], "keywords": ["tea"]},
    "designModule": {
        "studyType": "INTERVENTIONAL",
        "phases": ["PHASE2", "PHASE3"],
        "designInfo": {"allocation": "RANDOMIZED", "maskingInfo": {"masking": "NONE"}},
        "enrollmentInfo": {"count": 120, "type": "ACTUAL"},
    },
    "armsInterventionsModule": {
        "armGroups": [
            {
                "label": "Tea",
                "type": "EXPERIMENTAL",
                "description": "Three cups.",
                "interventionNames": ["Drug: Green tea"],
            }
        ],
        "interventions": [{"type": "DRUG", "name": "Green tea", "otherNames": ["Sencha"]}],
    },
    "outcomesModule": {
        "primaryOutcomes": [{"measure": "Thirst at rest", "timeFrame": "4 weeks"}],
        "secondaryOutcomes": [{"measure": "Sleep", "description": "Hours slept"}],
    },
    "eligibilityModule": {
        "eligibilityCriteria": "Inclusion Criteria:\n\n* Thirst for \\> 2 days\n* Age at\n  least 18"
        "\n\nExclusion Criteria:\n\n1. Allergy to tea\n\n   * or to milk",
        "healthyVolunteers": False,
        "sex": "ALL",
        "minimumAge": "18 Years",
    },
    "referencesModule": {
        "references": [
            {"pmid": "0123456", "type": "RESULT", "citation": "Leaf A. On tea. J Tea. 2020;1:2."},
            {"type": "BACKGROUND", "citation": "Cup B. On cups."},
        ]
    },
}
GROUPS = [{"id": "OG000", "title": "Tea"}, {"id": "OG001", "title": "Water"}]
RESULTS = {
    "participantFlowModule": {
        "groups": [{"id": "FG000", "title": "Tea"}],
        "periods": [
            {
                "title": "Overall Study",
                "milestones": [
                    {
                        "type": "COMPLETED",
                        "achievements": [{"groupId": "FG000", "numSubjects": "58"}],
                    }
                ],
                "dropWithdraws": [
                    {
                        "type": "Lost to Follow-up",
                        "reasons": [{"groupId": "FG000", "numSubjects": "2"}],
                    }
                ],
            }
        ],
    },
    "outcomeMeasuresModule": {
        "outcomeMeasures": [
            {
                "type": "PRIMARY",
                "title": "Thirst at rest",
                "timeFrame": "4 weeks",
                "paramType": "MEAN",
                "dispersionType": "Standard Deviation",
                "unitOfMeasure": "mm",
                "groups": GROUPS,
                "denoms": [
                    {"units": "Participants", "counts": [{"groupId": "OG000", "value": "58"}]}
                ],
                "classes": [
                    {
                        "title": "Week 4",
                        "categories": [
                            {
                                "measurements": [
                                    {"groupId": "OG000", "value": "2.50", "spread": "0.7"},
                                    {
                                        "groupId": "OG001",
                                        "value": "3.1",
                                        "lowerLimit": "2.0",
                                        "upperLimit": "4.2",
                                    },
                                ]
                            }
                        ],
                    }
                ],
                "analyses": [
                    {
                        "groupIds": ["OG000", "OG001"],
                        "paramType": "Hazard Ratio (HR)",
                        "paramValue": "0.70",
                        "ciPctValue": "95",
                        "ciLowerLimit": "0.55",
                        "ciUpperLimit": "0.90",
                        "pValue": "<0.01",
                        "statisticalMethod": "Log Rank",
                    }
                ],
            }
        ]
    },
    "adverseEventsModule": {
        "timeFrame": "1 year",
        "eventGroups": [
            {
                "id": "EG000",
                "title": "Tea",
                "seriousNumAffected": 3,
                "seriousNumAtRisk": 60,
                "deathsNumAffected": 0,
                "deathsNumAtRisk": 60,
            }
        ],
        "seriousEvents": [
            {
                "term": "Scald",
                "organSystem": "Injury",
                "stats": [{"groupId": "EG000", "numEvents": 4, "numAffected": 3, "numAtRisk": 60}],
            }
        ],
        "otherEvents": [
            {"term": "Yawning", "stats": [{"groupId": "EG000", "numAffected": 9, "numAtRisk": 60}]}
        ],
    },
}
STUDY = {"protocolSection": PROTOCOL, "hasResults": True, "resultsSection": RESULTS}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "studies.json"


def read(path, held):
    path.write_text(held if isinstance(held, str) else json.dumps(held))
    return list(ClinicalTrialsSource().read(path))


def under(document, *heading):
    return [document.text[b.start : b.end] for b in document.blocks if b.heading == heading]


def test_a_study_becomes_a_trial_record(path):
    (document,) = read(path, STUDY)
    assert (document.id, document.kind) == ("nct:NCT00000042", DocumentKind.TRIAL_RECORD)
    assert document.title == "A Randomized Study of Tea in Adults With Thirst"
    assert document.topics == ("thirst", "dry mouth")
    assert document.identifiers.nct == "NCT00000042"
    assert document.identifiers.url == "https://clinicaltrials.gov/study/NCT00000042"
    assert document.publisher == "Kettle Institute"
    assert (document.published, document.updated) == ("2019-04-02", "2024-02-29")
    assert document.publication_types == ("Interventional", "Phase 2", "Phase 3")
    assert [(entry.key, entry.pmid) for entry in document.bibliography] == [
        ("1", "123456"),
        ("2", None),
    ]


def test_what_is_only_planned_has_no_design_that_counts_as_a_finding(path):
    assert read(path, STUDY)[0].design is StudyDesign.RANDOMISED_TRIAL
    assert read(path, {"protocolSection": PROTOCOL})[0].design is None


def test_status_and_design_are_told_in_the_values_of_the_record(path):
    (document,) = read(path, STUDY)
    assert under(document, "Status and design") == [
        "Status: active not recruiting",
        "Study type: interventional",
        "Phase: phase 2, phase 3",
        "Allocation: randomized",
        "Masking: none",
        "Enrollment: 120 (actual)",
        "Start: 2019-05 (actual)",
    ]
    assert under(document, "Summary") == ["Does tea help? Adults [over 18] take part."]


def test_inclusion_and_exclusion_never_share_a_heading(path):
    (document,) = read(path, STUDY)
    assert under(document, "Eligibility", "Inclusion Criteria") == [
        "Thirst for > 2 days",
        "Age at least 18",
    ]
    assert under(document, "Eligibility", "Exclusion Criteria") == ["Allergy to tea", "or to milk"]
    assert under(document, "Eligibility") == [
        "Sex: all",
        "Minimum age: 18 Years",
        "Healthy volunteers: no",
    ]


def test_arms_and_outcomes_are_rows(path):
    (document,) = read(path, STUDY)
    assert under(document, "Arms and interventions") == [
        "Arm: Tea (experimental); Description: Three cups.; Interventions: Drug: Green tea",
        "Intervention: Green tea (drug); Other names: Sencha",
    ]
    assert under(document, "Outcomes", "Primary") == [
        "Outcome: Thirst at rest; Time frame: 4 weeks"
    ]
    assert under(document, "Outcomes", "Secondary") == ["Outcome: Sleep; Description: Hours slept"]


def test_every_row_of_results_names_its_measure_group_and_unit(path):
    (document,) = read(path, STUDY)
    outcome = "Outcome: Thirst at rest"
    assert under(document, "Results", "Primary outcome: Thirst at rest") == [
        f"{outcome}; Group: Tea; Participants analysed: 58",
        f"{outcome}; Time frame: 4 weeks; Category: Week 4; Group: Tea; Mean: 2.50 mm; "
        "Standard deviation: 0.7",
        f"{outcome}; Time frame: 4 weeks; Category: Week 4; Group: Water; Mean: 3.1 mm; "
        "Standard deviation: 2.0 to 4.2",
        f"{outcome}; Groups compared: Tea | Water; Hazard Ratio (HR): 0.70; "
        "95% confidence interval: 0.55 to 0.90; P value: <0.01; Method: Log Rank",
    ]
    assert under(document, "Results", "Participant flow") == [
        "Period: Overall Study; Milestone: completed; Group: Tea; Participants: 58",
        "Period: Overall Study; Not completed: lost to follow-up; Group: Tea; Participants: 2",
    ]


def test_only_serious_adverse_events_are_kept(path):
    (document,) = read(path, STUDY)
    assert under(document, "Results", "Serious adverse events") == [
        "Group: Tea; Time frame: 1 year; With any serious adverse event: 3 of 60; "
        "Deaths from any cause: 0 of 60",
        "Serious adverse event: Scald; System: Injury; Group: Tea; Participants: 3 of 60; "
        "Events: 4",
    ]
    assert "Yawning" not in document.text


@pytest.mark.parametrize("held", [{"studies": [STUDY, STUDY]}, [STUDY, STUDY]])
def test_a_page_or_list_of_studies_is_read_in_order(path, held):
    assert len(read(path, held)) == 2


def test_a_packed_file_is_unpacked(tmp_path):
    path = tmp_path / "study.json.gz"
    path.write_bytes(gzip.compress(json.dumps(STUDY).encode()))
    assert len(list(ClinicalTrialsSource().read(path))) == 1


def test_numbers_that_are_missing_are_not_made_up(path):
    (document,) = read(
        path, {"protocolSection": {"identificationModule": {"nctId": "NCT00000001"}}}
    )
    assert document.title == document.text == "Untitled study NCT00000001"
    assert (document.published, document.publisher, document.publication_types) == (None, None, ())


@pytest.mark.parametrize(
    ("held", "reason"),
    [
        ('{"studies": []}', "no study"),
        ('{"studies": [{"protocolSection": {}}]}', "NCT number"),
        ('{"protocolSection": {"identificationModule": {"nctId": "NCT1 x"}}}', "NCT number"),
        ('{"protocolSection": ', "JSON"),
        ('{"protocolSection": NaN}', "NaN"),
        ("[" * 200_000, "too deeply"),
    ],
)
def test_a_bad_file_is_refused_with_the_reason(path, held, reason):
    with pytest.raises(SourceError, match=reason):
        read(path, held)


def test_values_of_the_wrong_kind_are_passed_over(path):
    odd = json.loads(json.dumps(STUDY).replace('"58"', "[1]").replace('"Tea"', "null"))
    odd["protocolSection"]["conditionsModule"]["conditions"] = "Thirst"
    odd["protocolSection"]["descriptionModule"]["briefSummary"] = "Half a pair \ud800 here"
    (document,) = read(path, odd)
    assert document.topics == ()
    assert "Half a pair ? here" in document.text


def test_studies_are_told_from_other_json():
    source = ClinicalTrialsSource()
    assert source.recognises(None, b'\xef\xbb\xbf{"totalCount": 1, "studies": [')
    assert source.recognises(None, b'[{"protocolSection": {')
    assert not source.recognises(None, b'{"results": [{"set_id": "1"}]}')
    assert not source.recognises(None, b'# About "studies": a page')


def test_recorded_answers_are_read(shared_data):
    found = sorted((shared_data / "fixtures" / "api-json").rglob("ctgov/*.json"))
    read_in_all = [document for path in found for document in ClinicalTrialsSource().read(path)]
    assert len(read_in_all) >= 20
    assert all(document.topics and document.publisher for document in read_in_all)
