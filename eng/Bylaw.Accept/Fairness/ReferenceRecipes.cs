using Bylaw.Collectors.Evaluations.Predictions;

namespace Bylaw.Accept.Fairness;

/// <summary>States, for references that say in words which rows they are over, the same in SQL. Only rows are chosen here: every number is the product's.</summary>
internal static class ReferenceRecipes
{
    private const string Compas = "read_csv('{dir}/compas/compas-scores-two-years.nopii.csv', all_varchar=true)";
    private const string CompasColumns = "race, sex, age_cat, two_year_recid AS label, CASE WHEN score_text = 'Low' THEN 0 ELSE 1 END AS prediction";
    private const string AgeGroup = "CASE WHEN CAST(age AS INT) < 25 THEN '<25' WHEN CAST(age AS INT) > 60 THEN '>60' ELSE '25-60' END AS age_group";

    private static readonly PredictionLayout _plain = new() { Label = "label", Prediction = "prediction" };
    private static readonly PredictionLayout _scored = _plain with { Score = "score" };

    public static IReadOnlyDictionary<string, (string Sql, PredictionLayout Layout)> All { get; } = new Dictionary<string, (string, PredictionLayout)>(StringComparer.Ordinal)
    {
        ["compas/all"] = ($"SELECT {CompasColumns} FROM {Compas}", _plain),
        ["compas/two_groups"] = ($"SELECT {CompasColumns} FROM {Compas} WHERE race IN ('African-American', 'Caucasian')", _plain),
        ["compas/propublica_filter"] = ($"""
            SELECT {CompasColumns} FROM {Compas}
            WHERE CAST(days_b_screening_arrest AS DOUBLE) BETWEEN -30 AND 30 AND is_recid <> '-1' AND c_charge_degree <> 'O' AND score_text <> 'N/A'
            """, _plain),
        ["compas/violent"] = ("""
            SELECT race, sex, age_cat, two_year_recid AS label, CASE WHEN v_score_text = 'Low' THEN 0 ELSE 1 END AS prediction
            FROM read_csv('{dir}/compas/compas-scores-two-years-violent.nopii.csv', all_varchar=true)
            """, _plain),
        ["compas/aequitas_file"] = ("SELECT race, sex, age_cat, label_value AS label, score AS prediction FROM read_csv('{dir}/compas/compas_for_aequitas.csv', all_varchar=true)", _plain),
        ["adult/logreg"] = ($"SELECT sex, race, {AgeGroup}, label, score_logreg AS score, pred_logreg AS prediction FROM read_csv('{{dir}}/predictions/adult_test_predictions.csv', all_varchar=true)", _scored),
        ["adult/rf"] = ($"SELECT sex, race, {AgeGroup}, label, score_rf AS score, pred_rf AS prediction FROM read_csv('{{dir}}/predictions/adult_test_predictions.csv', all_varchar=true)", _scored),
        ["adult/aequitas_rf_binary"] = ("SELECT gender, race, label_value AS label, score AS prediction FROM read_csv('{dir}/adult/adult_rf_binary.csv', all_varchar=true)", _plain),
        ["german/test"] = ("SELECT *, pred AS prediction FROM read_csv('{dir}/predictions/german_test_predictions.csv', all_varchar=true)", _scored),
    };
}
