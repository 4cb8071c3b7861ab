"""Given names in common use that are no word, drug, place or eponym of medicine as well."""

from __future__ import annotations

_NAMES = """
Aaron Abdul Abigail Adam Agnes Ahmed Ahmad Aisha Alan Albert Alejandro Alessandro Alexander
Alexandra Alfred Ali Alice Alicia Allison Amanda Amelia Amir Amy Ana Andrea Andreas Andrew Angela
Anita Ann Anna Anne Annette Anthony Antoine Antonio Arthur Barbara Beatrice Benjamin Bernard Bernd
Betty Beverly Birgit Bradley Brandon Brenda Brian Bruce Camille Carlos Carmen Caroline Catherine
Charles Chloe Christina Christine Christopher Claire Claudia Claus Cynthia Daniel Daniela David
Deborah Denise Dennis Diana Diane Diego Dieter Dmitri Dominique Donald Donna Dorothy Douglas
Eduardo Edward Eileen Elena Eleanor Elisabeth Elizabeth Ellen Emily Emma Eric Erika Ernst Esther
Ethan Eugene Eva Evelyn Fatima Fernando Fiona Florian Francesca Francesco Francisco Francois
Françoise Friedrich Gabriel Gabriela Gary George Georg Gerald Gerhard Giovanni Giulia Giuseppe
Gloria Gregory Guillermo Günter Hannah Hans Harold Harry Hassan Heather Heidi Heinrich Helen Helga
Helmut Henri Henry Herbert Hiroshi Howard Hugo Hussein Ian Ibrahim Ingrid Irene Isabella Isabelle
Ivan Jacob Jacqueline Jacques James Jan Jane Janet Janice Jason Javier Jean Jeffrey Jennifer
Jeremy Jessica Jesús Jill Jim Joan Joanna Joe Johann Johanna John Jonathan Jorge José Joseph
Joshua Juan Juanita Judith Judy Julia Julian Julie Jürgen Karen Karin Karl Katherine Kathleen
Katrin Kelly Kenji Kenneth Kevin Khalid Kimberly Klaus Larry Laura Lauren Leila Leonard Linda Lisa
Louis Louise Lucas Lucia Luis Luisa Lukas Manfred Manuel Marcus Margaret Maria María Marie Mario
Marion Markus Martha Martin Martina Mary Matteo Matthew Matthias Maurice Megan Melanie Melissa
Michael Michel Michelle Miguel Mohamed Mohammad Mohammed Monika Monique Muhammad Nadia Nancy
Natalia Natalie Nathalie Nathan Nicholas Nicola Nicolas Nicole Nikolai Noah Olga Oliver Olivia
Omar Oscar Pablo Pamela Patricia Patrick Paul Paula Pedro Peter Petra Philip Philippe Pierre Priya
Rachel Rafael Ralph Ramón Raymond Rebecca Renate Ricardo Richard Roberta Robert Roberto Roger
Roland Ronald Rosa Roy Russell Ruth Ryan Sabine Samantha Samuel Sandra Sara Sarah Scott Sean
Sebastian Sergei Sergio Sharon Shirley Simon Simone Sofia Sophia Sophie Stefan Stephanie Stephen
Steven Susan Susanne Suzanne Sven Sylvia Takashi Teresa Terry Theresa Thomas Timothy Tobias Tyler
Ulrich Ursula Valentina Valerie Vanessa Veronica Vincent Vladimir Walter Wanda Wayne Wei Werner
William Wolfgang Yasmin Yolanda Yusuf Yvonne Zachary
"""
GIVEN_NAMES = tuple(_NAMES.split())
