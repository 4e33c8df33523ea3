"""Write the sample workbooks of a fictitious base into resources/samples (make samples); the same at every run."""

import random
from pathlib import Path

import sample_brands
import sample_campaigns
import sample_contracts
import sample_declared
import sample_lives
import sample_partners
import sample_rosters
import sample_training
from sample_people import invent

FOLDER = Path(__file__).parents[1] / "resources" / "samples"
SEED = 20260901
PEOPLE = 300


def main() -> None:
    """Write five rosters, the live results of three platforms, and the training."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    chance = random.Random(SEED)
    people = invent(PEOPLE, chance)
    sample_rosters.write_all(people, FOLDER, chance)
    lives = sample_lives.broadcast(people, chance)
    sample_lives.write_all(lives, FOLDER, chance)
    sample_contracts.write_all(people, FOLDER)
    sample_brands.write_all(people, FOLDER)
    sample_partners.write_all(FOLDER)
    sample_campaigns.write_all(people, lives, FOLDER)
    sample_declared.write_all(people, lives, FOLDER)
    trainings = sample_training.write_all(people, FOLDER)
    for path in sorted(FOLDER.iterdir()):
        print(f"{path.stat().st_size:>10,}  {path.name}")
    print(f"{len(people)} people, {len(lives)} broadcasts, {trainings} trainings")


if __name__ == "__main__":
    main()
