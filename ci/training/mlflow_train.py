"""A training run that MLflow tracks in a file store, with Bylaw's gates around it.

The run's folder (mlruns/EXPERIMENT/RUN) is named in governance.yaml as an evaluation to import and as the model's
training run, so the numbers that are judged are the ones that were logged.
"""
import subprocess
import sys


def gate(stage: str) -> None:
    """Stop the run when a stage does not pass; bylaw says why on the terminal."""
    code = subprocess.run(["bylaw", "check", "--stage", stage, "--quiet"], check=False).returncode
    if code != 0:
        sys.exit(code)


def main() -> None:
    import mlflow  # the rest of this file runs without it

    gate("data")
    mlflow.set_tracking_uri("file:mlruns")
    with mlflow.start_run() as run:
        mlflow.log_param("seed", 7)
        # train here; log metrics as usual, for example:
        mlflow.log_metric("auc", 0.81)
        print(f"mlruns run {run.info.run_id}")
    gate("evaluate")
    gate("predeploy")


if __name__ == "__main__":
    main()
